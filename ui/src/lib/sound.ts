import { ref } from "vue";

export type Sound = "good" | "repeat" | "attention";

/** Notes as [hertz, begin, length] in seconds: rising for good, level for a repeat, falling and low for attention. */
const SCORES: Record<Sound, readonly (readonly [number, number, number])[]> = {
  good: [
    [660, 0, 0.09],
    [990, 0.1, 0.16],
  ],
  repeat: [
    [560, 0, 0.1],
    [560, 0.16, 0.1],
  ],
  attention: [
    [330, 0, 0.16],
    [220, 0.18, 0.26],
  ],
};

let context: AudioContext | null = null;

/** Whether this computer makes sounds; null until it was tried. */
export const canSound = ref<boolean | null>(null);

/** Tries at the start, so that the desk can say so before somebody waits for a sound that never comes. */
export function checkSound(): void {
  if (canSound.value !== null) return;
  try {
    context ??= new AudioContext();
    canSound.value = true;
  } catch {
    canSound.value = false;
  }
}

/** A short sound, or silence where the machine has none: the band says the same in words. */
export function play(sound: Sound): void {
  if (!("AudioContext" in window)) return;
  try {
    context ??= new AudioContext();
    if (context.state === "suspended") void context.resume().catch(() => undefined);
    for (const [hertz, begin, length] of SCORES[sound]) {
      const at = context.currentTime + begin;
      const gain = context.createGain();
      gain.gain.setValueAtTime(0.12, at);
      gain.gain.exponentialRampToValueAtTime(0.001, at + length);
      const tone = context.createOscillator();
      tone.frequency.value = hertz;
      tone.connect(gain).connect(context.destination);
      tone.start(at);
      tone.stop(at + length);
    }
  } catch {
    context = null;
    canSound.value = false;
  }
}
