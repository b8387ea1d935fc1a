import { useEffect } from "react";

import { PRODUCT_NAME } from "@/config/product";

/** Name the browser tab after the page. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === "" ? PRODUCT_NAME : `${title} · ${PRODUCT_NAME}`;
  }, [title]);
}
