import js from "@eslint/js";
import globals from "globals";
import vue from "eslint-plugin-vue";
import ts from "typescript-eslint";

export default ts.config(
  { ignores: ["dist", "node_modules", "src/generated", "src/components.d.ts", "test-results", "playwright-report"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...vue.configs["flat/recommended"],
  {
    files: ["**/*.vue"],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      // The compiler knows the globals of the page and of Node; the linter would only guess.
      "no-undef": "off",
      "no-console": "error",
      eqeqeq: "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      // Static style attributes become innerHTML in Vue and are refused by the content security policy.
      "vue/no-static-inline-styles": ["error", { allowBinding: true }],
      "vue/no-v-html": "error",
      // Every word a clerk reads stands in text.ts.
      "vue/no-bare-strings-in-template": [
        "error",
        {
          // Marks, and the names that stand on the keys themselves.
          allowlist: ["·", "→", "—", "…", "/", ":", "%", ",", "0", "Enter", "Esc", "Ctrl L", "Ctrl P", "Ctrl Z", "F1", "F2", "F3", "F4", "F6", "F7", "F8", "F9", "F10", "Ctrl Enter"],
        },
      ],
      "vue/multi-word-component-names": "off",
      "vue/max-attributes-per-line": "off",
      "vue/singleline-html-element-content-newline": "off",
      "vue/html-self-closing": "off",
      "vue/html-indent": "off",
      "vue/html-closing-bracket-newline": "off",
      "vue/multiline-html-element-content-newline": "off",
      "vue/first-attribute-linebreak": "off",
      "vue/attributes-order": "off",
      "vue/require-default-prop": "off",
    },
  },
  {
    // The recorder of faults must wrap console.error and run in any browser as it is.
    files: ["public/guard.js"],
    rules: { "no-console": "off", "prefer-rest-params": "off", "no-var": "off" },
  },
);
