import { existsSync, readdirSync } from "node:fs";

import js from "@eslint/js";
import i18next from "eslint-plugin-i18next";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

const here = import.meta.dirname;
const features = existsSync(`${here}/src/features`) ? readdirSync(`${here}/src/features`) : [];

// Imports flow one way: shared (components, config, lib, i18n) -> features -> app.
const zones = [
  ...features.map((feature) => ({
    target: `./src/features/${feature}`,
    from: "./src/features",
    except: [`./${feature}`],
    message: "A feature does not import another one: compose them in src/app.",
  })),
  { target: "./src/features", from: "./src/app", message: "Features do not know the app." },
  {
    target: ["./src/components", "./src/config", "./src/lib", "./src/i18n"],
    from: ["./src/features", "./src/app"],
    message: "Shared code does not know features.",
  },
  {
    target: ["./src/config", "./src/lib", "./src/i18n"],
    from: "./src/components",
    message: "Logic does not know how it is shown.",
  },
];

export default tseslint.config(
  { ignores: ["dist", "src/generated"] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  reactHooks.configs.flat["recommended-latest"],
  {
    files: ["**/*.{ts,tsx}"],
    plugins: { "import-x": importX },
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: here },
    },
    settings: {
      "import-x/resolver-next": [
        createNodeResolver({ extensions: [".ts", ".tsx", ".js", ".json"], alias: { "@": [`${here}/src`] } }),
      ],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts", ".tsx"] },
    },
    rules: {
      "import-x/no-restricted-paths": ["error", { basePath: here, zones }],
      "import-x/no-cycle": "error",
      "import-x/no-unresolved": ["error", { ignore: ["\\.svg$", "\\.css$"] }],
      "import-x/order": [
        "error",
        {
          groups: ["builtin", "external", "internal", ["parent", "sibling", "index"]],
          pathGroups: [{ pattern: "@/**", group: "internal" }],
          "newlines-between": "always",
          alphabetize: { order: "asc" },
        },
      ],
      "max-lines": ["error", 400],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/features/viewer/volume-pane/niivue-renderer.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "@niivue/niivue", message: "NiiVue is known to volume-pane/niivue-renderer.ts alone." }] },
      ],
    },
  },
  {
    // What readers read is in src/i18n, in every language. Signs and the digits are the same in all of them.
    files: ["src/**/*.tsx"],
    ignores: ["src/**/*.test.tsx", "src/testing/**"],
    plugins: { i18next },
    rules: {
      "i18next/no-literal-string": [
        "error",
        {
          mode: "jsx-only",
          "jsx-attributes": {
            include: ["alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "placeholder", "title"]
              .concat(["action", "hint", "intro", "label"])
              .map((name) => `^${name}$`),
          },
          // A field is asked for by its name in the contract.
          callees: { exclude: ["t", "errorFor"] },
          words: { exclude: [/^[^\p{L}]*$/u] },
        },
      ],
    },
  },
  { files: ["**/*.js"], ...tseslint.configs.disableTypeChecked },
  { files: ["bench/*.js", "public/*.js"], languageOptions: { globals: globals.browser } },
);
