/** Full-width digits are digits: an input method in full-width mode types them. */
export function plainDigits(typed: string): string {
  return typed.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

/** A count of people as typed: digits only, nothing typed is none; null when it is no whole number. */
export function headsOf(typed: string): number | null {
  const digits = plainDigits(typed).trim();
  if (digits === "") return 0;
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
