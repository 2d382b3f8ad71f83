import { ref } from "vue";
import { text } from "@/text";

const KEY = "yinhui.voice";

// A preference of this computer, not data: it may stand in local storage. Off until somebody wants it.
export const spoken = ref(localStorage.getItem(KEY) === "on");

export function speakGreetings(on: boolean): void {
  spoken.value = on;
  localStorage.setItem(KEY, on ? "on" : "off");
}

/** The system's own Chinese voice, where it has one. */
export function voice(): SpeechSynthesisVoice | null {
  if (!("speechSynthesis" in window)) return null;
  return window.speechSynthesis.getVoices().find((one) => /^(zh|cmn)/i.test(one.lang)) ?? null;
}

/** Voices are read in the background after the page has begun; `changed` hears when they are there. */
export function onVoices(changed: () => void): () => void {
  if (!("speechSynthesis" in window)) return () => undefined;
  window.speechSynthesis.addEventListener("voiceschanged", changed);
  return () => window.speechSynthesis.removeEventListener("voiceschanged", changed);
}

/** Says a sentence; one that is still being said gives way, so that the voice never runs behind the queue. */
export function say(sentence: string): void {
  const own = voice();
  if (!own) return;
  window.speechSynthesis.cancel();
  const words = new SpeechSynthesisUtterance(sentence);
  words.voice = own;
  words.lang = own.lang;
  words.rate = 0.95;
  window.speechSynthesis.speak(words);
}

/** Greets somebody by name, where this computer is told to. */
export function greet(name: string): void {
  if (spoken.value) say(text.checkin.greeting(name));
}
