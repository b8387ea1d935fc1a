import { defineConfig } from "vite";

// The page that is measured beside the product: built apart from it, and no part of it.
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  build: {
    target: "es2022",
    emptyOutDir: true,
    rollupOptions: { input: `${import.meta.dirname}/niivue.html` },
  },
});
