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

/** A working computer begins to sound well within this. */
export const WAKES = 1500;

/** Whether this computer makes sounds; null while nobody can know, which counts as yes. */
export const canSound = ref<boolean | null>(null);

function open(): AudioContext | null {
  try {
    return (context ??= new AudioContext());
  } catch {
    return null;
  }
}

/** False where sound does not begin: without any device the promise may stay open for ever. */
async function wakes(own: AudioContext): Promise<boolean> {
  if (own.state === "running") return true;
  const late = new Promise<false>((done) => setTimeout(() => done(false), WAKES));
  const woken = own.resume().then(
    () => true,
    () => false,
  );
  return Promise.race([woken, late]);
}

/** Whether something to hear with is connected; null where the browser does not tell. */
async function hasOutput(): Promise<boolean | null> {
  // Only browsers that let a page choose its output name outputs to whoever was given no microphone.
  if (!("setSinkId" in AudioContext.prototype) || !("mediaDevices" in navigator)) return null;
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.some((device) => device.kind === "audiooutput");
  } catch {
    return null;
  }
}

/** Before anybody touched the page it may not sound, which says nothing about the computer; null where nobody tells. */
const touched = (): boolean | null => navigator.userActivation?.hasBeenActive ?? null;

async function tried(): Promise<boolean | null> {
  const own = open();
  if (!own || (await hasOutput()) === false) return false;
  return own.state === "running" || touched() ? wakes(own) : null;
}

/** Tries when a page begins, so that it can say so before somebody waits for a sound that never comes. */
export async function checkSound(): Promise<void> {
  const answer = await tried();
  if (answer !== null) canSound.value = answer;
}

/** A short sound, or silence where the machine has none: the band says the same in words. */
export function play(sound: Sound): void {
  const own = open();
  if (!own) {
    canSound.value = false;
    return;
  }
  void wakes(own).then((awake) => {
    if (!awake && touched() !== false) canSound.value = false;
  });
  try {
    for (const [hertz, begin, length] of SCORES[sound]) {
      const at = own.currentTime + begin;
      const gain = own.createGain();
      gain.gain.setValueAtTime(0.12, at);
      gain.gain.exponentialRampToValueAtTime(0.001, at + length);
      const tone = own.createOscillator();
      tone.frequency.value = hertz;
      tone.connect(gain).connect(own.destination);
      tone.start(at);
      tone.stop(at + length);
    }
  } catch {
    context = null;
    canSound.value = false;
  }
}
