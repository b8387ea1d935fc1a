// The theme of the reader's last visit, before anything is painted: a module would come after the first picture.
// `src/lib/theme.ts` changes it, and keeps the choice under this name.
try {
  document.documentElement.dataset.theme = localStorage.getItem("neuroslice.theme") === "light" ? "light" : "dark";
} catch {
  // A browser that keeps nothing has chosen nothing: the style sheet's own theme is the dark one.
}
