import { describe, expect, it } from "vitest";
import type { EventRow } from "@/generated/EventRow";
import type { EventTemplate } from "@/generated/EventTemplate";
import { jpegName } from "@/pages/attachment/adding";
import { faceOf } from "@/pages/event/certificate";
import { formOf } from "@/pages/event/form";
import { templateOf, withTemplate } from "@/pages/event/templates";

const event: EventRow = {
  id: "e", name: "形势报告会", kind: "讲坛讲座", day: "2026-03-05", from: "09:00", to: "11:00", venue: "报告厅", capacity: 40, remark: "带笔记本", cancelled: false,
  expected: 0, waiting: 0, here: 0, on_now: false, organization: "o", organization_name: "财贸支部", team: "", team_name: "", away: true, series: "", moved_from: "", campaign: "银龄行动",
  brand: "银潮之声", lecturer: "p", lecturer_name: "李明", age_from: 60, age_to: null,
};

describe("a certificate", () => {
  const template = { title: "参加证明", words: "{姓名}于{日期}在{地点}参加{主办}的“{活动}”（{类别}）{别的}。", issuer: "" };

  it("has everything filled in, and leaves what it does not know", () => {
    expect(faceOf(template, event, "白玉", "某中心", "2026-11-09")).toEqual({
      title: "参加证明", words: "白玉于2026年3月5日在报告厅参加财贸支部的“形势报告会”（讲坛讲座）{别的}。", issuer: "某中心", day: "2026年11月9日",
    });
  });

  it("is given by the centre where nobody else is named, and holds a name as it is", () => {
    const face = faceOf({ ...template, words: "{姓名}：{主办}", issuer: "某大学" }, { ...event, organization_name: "" }, "{活动}$&", "某中心", "2026-11-09");
    expect([face.words, face.issuer]).toEqual(["{活动}$&：某中心", "某大学"]);
  });
});

describe("a template", () => {
  const template: EventTemplate = { name: "形势报告会", kind: "讲坛讲座", from: "09:00", to: "11:00", venue: "报告厅", capacity: 40, brand: "银潮之声", campaign: "银龄行动", away: true, remark: "带笔记本" };

  it("is made of a form and fills one in", () => {
    expect(templateOf(formOf(event, ""))).toEqual(template);
    const filled = withTemplate(formOf(null, "2026-03-12"), { ...template, capacity: null });
    expect(filled).toMatchObject({ name: "形势报告会", capacity: "", away: true, day: "2026-03-12", organization: "", age_from: "" });
  });

  it("leaves the day, who holds it and who speaks as they are", () => {
    const { organization, lecturer, age_from, day } = withTemplate(formOf(event, ""), template);
    expect([organization, lecturer.words, age_from, day]).toEqual(["o", "李明", "60", "2026-03-05"]);
    expect(templateOf({ ...formOf(null, ""), name: " 讲坛 ", capacity: "" })).toMatchObject({ name: "讲坛", capacity: null });
  });
});

describe("a photo", () => {
  it("is called what it is", () => {
    expect(["合影.JPG", "会场.png", "照片", "a.b.heic", "x.jpeg"].map(jpegName)).toEqual(["合影.JPG", "会场.jpg", "照片.jpg", "a.b.jpg", "x.jpeg"]);
  });
});
