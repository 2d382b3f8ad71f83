import { reactive, watch } from "vue";

/** What stands beside the names on a list to sign. */
export interface SignLook {
  photos: boolean;
  codes: boolean;
}

const KEY = "yinhui.sign";

const kept = (): SignLook => {
  const words = (localStorage.getItem(KEY) ?? "").split(" ");
  return { photos: words.includes("photos"), codes: words.includes("codes") };
};

// A preference of this computer, as is the size of type: whoever prints with photos once mostly does so again.
export const signLook = reactive<SignLook>(kept());

watch(signLook, ({ photos, codes }) => localStorage.setItem(KEY, [photos && "photos", codes && "codes"].filter(Boolean).join(" ")), { flush: "sync" });

/** Rows of one sheet of A4, high enough to sign in, and lines always left for who comes without being registered. */
export function sheetSize({ photos, codes }: SignLook): { rows: number; blank: number; height: string } {
  if (photos) return { rows: 10, blank: 3, height: "20mm" };
  return codes ? { rows: 15, blank: 5, height: "13.2mm" } : { rows: 19, blank: 5, height: "10.5mm" };
}
