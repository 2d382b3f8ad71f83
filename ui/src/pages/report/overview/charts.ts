import { figure } from "@/lib/figures";
import { text } from "@/text";
import type { Ages } from "./ages";
import type { Bars, ChartOption } from "./drawing";
import { inkOn, type Look, type Size } from "./look";
import type { MonthsShown } from "./months";

/** Room that words take: digits are a little over half as wide as they are high, what parts their thousands is narrow. */
export function widthOf(words: string, px: number): number {
  const wide = (sign: string) => (sign === "," ? 0.3 : sign.charCodeAt(0) < 0x2000 ? 0.58 : 1.02);
  return [...words].reduce((sum, sign) => sum + wide(sign), 0) * px;
}

/** Whole steps that read well, at most five of them, up to the first that holds everything. */
export function scaleOf(most: number): { max: number; step: number } {
  const raw = Math.max(1, most / 5);
  const ten = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((times) => times * ten).find((one) => one >= raw) ?? 10 * ten;
  return { max: Math.max(step, Math.ceil(most / step) * step), step };
}

/** The size of type in which the widest of these figures has its room: a little smaller at the most, all of them alike. */
function fitting(values: readonly number[], wide: number, px: number): number {
  const widest = Math.max(1, ...values.map((value) => widthOf(figure(value), px)));
  return px * Math.min(1, Math.max(0.75, wide / widest));
}

const small = (look: Look) => look.rem * 0.8125;

function frame(look: Look): ChartOption {
  return {
    animation: false,
    textStyle: { fontFamily: look.font, fontSize: small(look), color: look.ink },
    // Never as HTML: its style attributes would be refused by the content security policy.
    tooltip: {
      renderMode: "richText",
      confine: true,
      transitionDuration: 0,
      backgroundColor: look.card,
      borderColor: look.edge,
      textStyle: { color: look.ink, fontSize: look.rem * 0.875, fontFamily: look.font },
    },
  };
}

/** 人次 by month, the purposes stacked, the year before as a thin bar beside. */
export function monthsChart(shown: MonthsShown, look: Look, size: Size): ChartOption {
  const t = text.overview.months;
  const px = small(look);
  const top = px * 2;
  const bottom = px * 2;
  const slot = (size.width - px * 4.5) / 12;
  const column = slot * 0.68;
  const scale = scaleOf(shown.most);
  const perVisit = (size.height - top - bottom) / scale.max;
  const wholePx = fitting(shown.visits, slot, px);
  const partPx = fitting(shown.layers.flatMap(({ visits }) => visits), column, px);
  const fits = (visits: number, wide: number, high: number) => widthOf(figure(visits), high) <= wide + 1;
  const layers = shown.layers.map<Bars>((layer, at) => {
    const tone = look.tones[at % look.tones.length] ?? look.blue;
    return {
      type: "bar",
      name: layer.name,
      stack: "year",
      barWidth: column,
      // A bar of nothing would still draw its white edge.
      data: layer.visits.map((visits) => (visits > 0 ? visits : null)),
      itemStyle: { color: tone, borderColor: look.card, borderWidth: 1 },
      label: {
        show: true,
        position: "inside",
        fontSize: partPx,
        color: inkOn(tone, look.ink, look.card),
        // Where it can be read; the table has them all.
        formatter: ({ value }) => (Number(value) * perVisit > partPx * 1.2 && fits(Number(value), column, partPx) ? figure(Number(value)) : ""),
      },
    };
  });
  // Nothing high, on top of the stack: it carries the figure of the whole column.
  const whole: Bars = {
    type: "bar",
    name: t.whole,
    stack: "year",
    silent: true,
    data: shown.visits.map(() => 0),
    label: {
      show: true,
      position: "top",
      fontSize: wholePx,
      fontWeight: "bold",
      color: look.ink,
      formatter: ({ dataIndex }) => {
        const visits = shown.visits[dataIndex] ?? 0;
        return visits > 0 && fits(visits, slot, wholePx) ? figure(visits) : "";
      },
    },
  };
  const before: Bars = {
    type: "bar",
    name: t.before(shown.year - 1),
    barWidth: Math.max(3, slot * 0.07),
    barGap: "12%",
    data: [...shown.before],
    itemStyle: { color: look.edge },
  };
  const base = frame(look);
  return {
    ...base,
    tooltip: { ...base.tooltip, formatter: (at) => (Array.isArray(at) ? "" : t.tip(at.name, at.seriesName ?? "", figure(Number(at.value)))) },
    grid: { left: px * 4.5, right: 0, top, bottom },
    xAxis: {
      type: "category",
      z: 3,
      data: Array.from({ length: 12 }, (_, month) => (slot >= px * 2.6 ? t.month(month + 1) : String(month + 1))),
      axisLine: { lineStyle: { color: look.edge } },
      axisTick: { show: false },
      axisLabel: { interval: 0, fontSize: px, color: look.ink, margin: px * 0.5 },
    },
    yAxis: {
      type: "value",
      max: scale.max,
      interval: scale.step,
      axisLabel: { fontSize: px, color: look.second, formatter: (value: number) => figure(value) },
      splitLine: { lineStyle: { color: look.line } },
    },
    series: shown.totalBefore > 0 ? [...layers, whole, before] : [...layers, whole],
  };
}

/** Men to the left, women to the right, the oldest above. */
export function agesChart(ages: Ages, look: Look, size: Size): ChartOption {
  const t = text.overview.ages;
  const px = small(look);
  const stub = Math.max(0, ...ages.bands.map(({ label }) => widthOf(label, px))) + px;
  const room = Math.max(...ages.bands.flatMap(({ men, women }) => [men, women]).map(({ value }) => widthOf(figure(value), px)), px) + px * 0.6;
  // The longest bar and its figure fill half of what is left beside the stub.
  const half = Math.max(px * 2, (size.width - stub) / 2);
  const most = ages.most * (half / Math.max(1, half - room));
  const side = (name: string, tone: string, sign: 1 | -1, values: readonly number[]): Bars => ({
    type: "bar",
    name,
    stack: "age",
    barCategoryGap: "22%",
    data: values.map((value) => value * sign),
    itemStyle: { color: tone },
    label: {
      show: true,
      position: sign > 0 ? "right" : "left",
      fontSize: px,
      color: look.ink,
      formatter: ({ value }) => (Number(value) === 0 ? "" : figure(Math.abs(Number(value)))),
    },
  });
  const base = frame(look);
  return {
    ...base,
    tooltip: { ...base.tooltip, formatter: (at) => (Array.isArray(at) ? "" : t.tip(at.name, at.seriesName ?? "", figure(Math.abs(Number(at.value))))) },
    grid: { left: stub, right: 0, top: 0, bottom: 0 },
    xAxis: { type: "value", min: -most, max: most, show: false },
    yAxis: {
      type: "category",
      data: ages.bands.map(({ label }) => label),
      axisLine: { onZero: true, lineStyle: { color: look.edge } },
      axisTick: { show: false },
      axisLabel: { interval: 0, fontSize: px, color: look.ink, margin: px * 0.5 },
    },
    series: [
      side(t.men, look.blue, -1, ages.bands.map(({ men }) => men.value)),
      side(t.women, look.gold, 1, ages.bands.map(({ women }) => women.value)),
    ],
  };
}
