import { createRouter, createWebHashHistory, type RouteRecordRaw } from "vue-router";
import type { Permission } from "@/api/session";

declare module "vue-router" {
  interface RouteMeta {
    /** What a role must be allowed to see the page at all. */
    needs?: Permission;
  }
}

const readers = { needs: "readPeople" } as const;
const reporters = { needs: "export" } as const;
const admin = { needs: "administer" } as const;

const routes: RouteRecordRaw[] = [
  { path: "/", redirect: { name: "checkin" } },
  { path: "/checkin", name: "checkin", component: () => import("@/pages/checkin/CheckinPage.vue") },
  { path: "/checkin/paper", name: "checkin-paper", meta: { needs: "checkIn" }, component: () => import("@/pages/checkin/PaperPage.vue") },
  { path: "/checkin/history", name: "checkin-history", component: () => import("@/pages/history/HistoryPage.vue") },
  { path: "/events", name: "events", component: () => import("@/pages/event/EventsPage.vue") },
  { path: "/events/board", name: "board", component: () => import("@/pages/event/BoardPage.vue") },
  { path: "/events/series/:id", name: "series", component: () => import("@/pages/event/SeriesPage.vue"), props: true },
  { path: "/events/:id", name: "event", component: () => import("@/pages/event/EventPage.vue"), props: true },
  { path: "/people", name: "people", meta: readers, component: () => import("@/pages/person/PeoplePage.vue") },
  { path: "/people/new", name: "person-new", meta: { needs: "checkIn" }, component: () => import("@/pages/person/NewPersonPage.vue") },
  { path: "/people/duplicates", name: "duplicates", meta: admin, component: () => import("@/pages/duplicate/DuplicatesPage.vue") },
  { path: "/people/duplicates/:one/:other", name: "compare", meta: admin, component: () => import("@/pages/duplicate/ComparePage.vue"), props: true },
  { path: "/people/dates", name: "dates", meta: readers, component: () => import("@/pages/dates/DatesPage.vue") },
  { path: "/people/:id", name: "person", component: () => import("@/pages/person/PersonPage.vue"), props: true },
  { path: "/organizations", name: "organizations", meta: readers, component: () => import("@/pages/organization/OrganizationsPage.vue") },
  { path: "/organizations/due", name: "due", component: () => import("@/pages/organization/DuePage.vue") },
  { path: "/organizations/life", name: "life", component: () => import("@/pages/organization/LifePage.vue") },
  { path: "/organizations/scores", name: "scores", component: () => import("@/pages/score/ScoresPage.vue") },
  { path: "/organizations/:id", name: "organization", component: () => import("@/pages/organization/OrganizationPage.vue"), props: true },
  { path: "/teams/:id", name: "team", component: () => import("@/pages/team/TeamPage.vue"), props: true },
  { path: "/talents", name: "talents", meta: readers, component: () => import("@/pages/talent/TalentsPage.vue") },
  { path: "/venues", name: "venues", component: () => import("@/pages/venue/VenuesPage.vue") },
  { path: "/services/visits", name: "visits", meta: readers, component: () => import("@/pages/care/VisitsPage.vue") },
  { path: "/services/medals", name: "medals", meta: readers, component: () => import("@/pages/care/MedalsPage.vue") },
  { path: "/services/volunteers", name: "volunteers", component: () => import("@/pages/volunteer/VolunteersPage.vue") },
  { path: "/services/:ledger?", name: "services", component: () => import("@/pages/ledger/LedgerPage.vue"), props: true },
  { path: "/import", name: "import", meta: admin, component: () => import("@/pages/import/ImportPage.vue") },
  { path: "/import/:id", name: "import-report", meta: admin, component: () => import("@/pages/import/ReportPage.vue"), props: true },
  { path: "/report", name: "report", meta: readers, component: () => import("@/pages/report/ReportPage.vue") },
  { path: "/report/overview", name: "report-overview", meta: readers, component: () => import("@/pages/report/overview/OverviewPage.vue") },
  { path: "/report/received", name: "report-received", meta: readers, component: () => import("@/pages/report/received/ReceivedPage.vue") },
  { path: "/report/forms", name: "report-forms", meta: reporters, component: () => import("@/pages/report/forms/FormsPage.vue") },
  { path: "/report/forms/:id", name: "report-form", meta: reporters, component: () => import("@/pages/report/forms/FormPage.vue"), props: ({ params, query }) => ({ id: params.id, copy: query.copy === "1" }) },
  { path: "/settings", name: "settings", meta: admin, component: () => import("@/pages/settings/SettingsPage.vue") },
  { path: "/:rest(.*)*", redirect: { name: "checkin" } },
];

export const router = createRouter({ history: createWebHashHistory(), routes });
