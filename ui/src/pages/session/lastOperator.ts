import { ref } from "vue";

/** Who sat here last, for as long as the page lives: most often the same person comes back. */
export const lastOperator = ref("");
