// A photo is made small here, before it is sent: three to four, cut from the middle.

export const WIDTH = 300;
export const HEIGHT = 400;
/** Letters of base64 a photo may take. */
export const MOST = 90 * 1024;

const QUALITIES = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3];

/** The part of a picture that is kept: as large as it goes, three to four, from the middle. */
export function middleOf(width: number, height: number): { x: number; y: number; width: number; height: number } {
  const scale = Math.min(width / WIDTH, height / HEIGHT);
  const [kept, tall] = [WIDTH * scale, HEIGHT * scale];
  return { x: (width - kept) / 2, y: (height - tall) / 2, width: kept, height: tall };
}

/** The best that is small enough; null where nothing is. */
export function smallEnough(encode: (quality: number) => string): string | null {
  for (const quality of QUALITIES) {
    const base64 = /^data:image\/jpeg;base64,(.+)$/.exec(encode(quality))?.[1];
    if (base64 === undefined) return null;
    if (base64.length < MOST) return base64;
  }
  return null;
}

/** A picture as JPEG in base64; null where it cannot be used. */
export function photoOf(picture: HTMLImageElement | HTMLVideoElement): string | null {
  const [width, height] =
    picture instanceof HTMLVideoElement ? [picture.videoWidth, picture.videoHeight] : [picture.naturalWidth, picture.naturalHeight];
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  if (!pen || width === 0 || height === 0) return null;
  const part = middleOf(width, height);
  // What is clear in a PNG is white, not black.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.drawImage(picture, part.x, part.y, part.width, part.height, 0, 0, WIDTH, HEIGHT);
  return smallEnough((quality) => canvas.toDataURL("image/jpeg", quality));
}

/** A chosen file as JPEG in base64; null where it is no picture. */
export async function photoOfFile(file: Blob): Promise<string | null> {
  const address = URL.createObjectURL(file);
  const picture = new Image();
  picture.src = address;
  try {
    await picture.decode();
    return photoOf(picture);
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

export const addressOf = (jpeg: string): string => `data:image/jpeg;base64,${jpeg}`;
