export const PRODUCT_NAME = "NeuroSlice";
