import { VueQueryPlugin } from "@tanstack/vue-query";
import { createApp, watch } from "vue";
import { hearEvent, queries, setPlatform } from "@/api";
import { onSessionEnd, sessionToken, sessionTurn } from "@/api/session";
import { applyScale, scale } from "@/frame/fontSize";
import { choosePlatform } from "@/platform";
import App from "./App.vue";
import { router } from "./router";
import "@/styles/index.css";

const platform = await choosePlatform(sessionToken);
setPlatform(platform);
platform.onEvent((event) => hearEvent(queries, event));
watch(sessionTurn, () => platform.sessionChanged(), { flush: "sync" });
// What one operator read is forgotten when they leave.
onSessionEnd(() => queries.removeQueries({ type: "inactive" }));
applyScale(scale.value);

createApp(App).use(router).use(VueQueryPlugin, { queryClient: queries }).mount("#app");
