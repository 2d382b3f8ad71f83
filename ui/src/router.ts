import { createRouter, createWebHashHistory, type RouteRecordRaw } from "vue-router";

const routes: RouteRecordRaw[] = [
  { path: "/", redirect: { name: "checkin" } },
  { path: "/checkin", name: "checkin", component: () => import("@/pages/checkin/CheckinPage.vue") },
  { path: "/people", name: "people", component: () => import("@/pages/person/PeoplePage.vue") },
  { path: "/people/new", name: "person-new", component: () => import("@/pages/person/NewPersonPage.vue") },
  { path: "/people/:id", name: "person", component: () => import("@/pages/person/PersonPage.vue"), props: true },
  { path: "/organizations", name: "organizations", component: () => import("@/pages/organization/OrganizationPage.vue") },
  { path: "/import", name: "import", component: () => import("@/pages/import/ImportPage.vue") },
  { path: "/import/:id", name: "import-report", component: () => import("@/pages/import/ReportPage.vue"), props: true },
  { path: "/report", name: "report", component: () => import("@/pages/report/ReportPage.vue") },
  { path: "/settings", name: "settings", component: () => import("@/pages/settings/SettingsPage.vue") },
  { path: "/:rest(.*)*", redirect: { name: "checkin" } },
];

export const router = createRouter({ history: createWebHashHistory(), routes });
