import { text } from "@/text";

/** The number by which Element Plus finds the place of its menus and lists. */
export const MENUS = 1;

/**
 * Where dialogs, drawers, menus and lists open: beside the page, above all of it. A landmark of its own, so that nothing
 * stands outside of all of them and the head of a dialog is not taken for the head of the page.
 */
export const overlays = document.body.appendChild(document.createElement("section"));
overlays.setAttribute("aria-label", text.frame.overlays);
overlays.appendChild(document.createElement("div")).id = `el-popper-container-${MENUS}`;
