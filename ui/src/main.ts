import { VueQueryPlugin } from "@tanstack/vue-query";
import { createApp, watch } from "vue";
import { hearEvent, queries, setPlatform } from "@/api";
import { onSessionEnd, sessionToken, sessionTurn } from "@/api/session";
import { applyScale, scale } from "@/frame/fontSize";
import { arrival } from "@/frame/gate";
import { takeHandedScreen } from "@/frame/openScreen";
import { choosePlatform } from "@/platform";
import { text } from "@/text";
import App from "./App.vue";
import { router } from "./router";
import "@/styles/index.css";

const platform = await choosePlatform(sessionToken);
setPlatform(platform);
platform.onEvent((event) => hearEvent(queries, event));
watch(sessionTurn, () => platform.sessionChanged(), { flush: "sync" });
// What one operator read is forgotten when they leave.
onSessionEnd((lost) => {
  queries.removeQueries({ type: "inactive" });
  if (lost) arrival.value = { tone: "amber", words: text.frame.lost };
});
applyScale(scale.value);
takeHandedScreen();

createApp(App).use(router).use(VueQueryPlugin, { queryClient: queries }).mount("#app");
