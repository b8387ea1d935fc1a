import { Niivue } from "@niivue/niivue";

// Opens the volume of the address's ?url= as NiiVue's own examples do, and says when the first picture is there.
const url = new URLSearchParams(location.search).get("url");
const niivue = new Niivue();
await niivue.attachToCanvas(document.querySelector("#canvas"));
await niivue.loadVolumes([{ url }]);
// Drawn in the first frame, on the screen before the second.
requestAnimationFrame(() =>
  requestAnimationFrame((now) => {
    document.body.dataset.painted = String(now);
  }),
);
