import { createContext, use } from "react";

/** Whether the study is a picture: seen in one view, measured in pixels, with no side of a patient. */
const PictureContext = createContext(false);

export const PictureProvider = PictureContext.Provider;

/** Tell whether the study that the viewer around shows is a picture. */
export function useIsPicture(): boolean {
  return use(PictureContext);
}
