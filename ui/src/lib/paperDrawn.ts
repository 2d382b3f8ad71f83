/** A picture that is not drawn yet would be missing on the paper. */
export async function paperDrawn(): Promise<void> {
  const pictures = [...document.querySelectorAll<HTMLImageElement>(".paper img")];
  await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
}
