// A photo is made small here, before it is sent. That of a person is three to four, cut from the middle.

export const WIDTH = 300;
export const HEIGHT = 400;
/** Letters of base64 a photo may take. */
export const MOST = 90 * 1024;

/** A photo of an event goes whole: pixels along its longer side, and letters of base64 for 1 MB. */
export const LONGEST = 2000;
export const MOST_WHOLE = Math.floor((1 << 20) / 3) * 4;

const QUALITIES = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3];

/** The part of a picture that is kept: as large as it goes, three to four, from the middle. */
export function middleOf(width: number, height: number): { x: number; y: number; width: number; height: number } {
  const scale = Math.min(width / WIDTH, height / HEIGHT);
  const [kept, tall] = [WIDTH * scale, HEIGHT * scale];
  return { x: (width - kept) / 2, y: (height - tall) / 2, width: kept, height: tall };
}

/** The size of a whole picture with no side too long. */
export function within(width: number, height: number, longest = LONGEST): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The best that is small enough; null where nothing is. */
export function smallEnough(encode: (quality: number) => string, most = MOST): string | null {
  for (const quality of QUALITIES) {
    const base64 = /^data:image\/jpeg;base64,(.+)$/.exec(encode(quality))?.[1];
    if (base64 === undefined) return null;
    if (base64.length < most) return base64;
  }
  return null;
}

/** A part of a picture, drawn in a size, as JPEG in base64. */
function drawn(picture: CanvasImageSource, part: { x: number; y: number; width: number; height: number }, size: { width: number; height: number }, most: number): string | null {
  const canvas = document.createElement("canvas");
  canvas.width = size.width;
  canvas.height = size.height;
  const pen = canvas.getContext("2d");
  if (!pen || part.width === 0 || part.height === 0) return null;
  // What is clear in a PNG is white, not black.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, size.width, size.height);
  pen.drawImage(picture, part.x, part.y, part.width, part.height, 0, 0, size.width, size.height);
  return smallEnough((quality) => canvas.toDataURL("image/jpeg", quality), most);
}

/** A picture as JPEG in base64; null where it cannot be used. */
export function photoOf(picture: HTMLImageElement | HTMLVideoElement): string | null {
  const [width, height] =
    picture instanceof HTMLVideoElement ? [picture.videoWidth, picture.videoHeight] : [picture.naturalWidth, picture.naturalHeight];
  return drawn(picture, middleOf(width, height), { width: WIDTH, height: HEIGHT }, MOST);
}

function wholeOf(picture: HTMLImageElement): string | null {
  const [width, height] = [picture.naturalWidth, picture.naturalHeight];
  return drawn(picture, { x: 0, y: 0, width, height }, within(width, height), MOST_WHOLE);
}

async function readPicture(file: Blob, use: (picture: HTMLImageElement) => string | null): Promise<string | null> {
  const address = URL.createObjectURL(file);
  const picture = new Image();
  picture.src = address;
  try {
    await picture.decode();
    return use(picture);
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A chosen file as JPEG in base64; null where it is no picture. */
export const photoOfFile = (file: Blob): Promise<string | null> => readPicture(file, photoOf);

/** The same, with nothing cut off. */
export const wholePhotoOfFile = (file: Blob): Promise<string | null> => readPicture(file, wholeOf);

export const addressOf = (jpeg: string): string => `data:image/jpeg;base64,${jpeg}`;
