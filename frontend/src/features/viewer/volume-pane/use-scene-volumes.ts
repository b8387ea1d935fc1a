import { useQuery } from "@tanstack/react-query";

import { getVolume } from "../api/get-volume";
import type { VolumeRef } from "../slices/slice-source";
import type { SceneVolumes } from "./niivue-renderer";

interface Wanted {
  studyId: number;
  channel: string;
  segmentationId: number | null;
}

/** Ask for the volumes of the 3D view; what the browser's cache holds is not sent again, and nothing is kept here. */
export function useSceneVolumes({ studyId, channel, segmentationId }: Wanted) {
  return useQuery({
    queryKey: ["scene-volumes", studyId, channel, segmentationId],
    queryFn: async ({ signal }): Promise<SceneVolumes> => {
      const file = async (volume: VolumeRef) => new Response((await getVolume(studyId, volume, signal)).bytes).arrayBuffer();
      const [image, mask] = await Promise.all([
        file({ kind: "image", channel }),
        segmentationId === null ? null : file({ kind: "labels", segmentationId }),
      ]);
      return { image, mask };
    },
    staleTime: Infinity,
    gcTime: 0,
  });
}
