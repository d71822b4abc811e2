import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { AlertList } from "../alerts/list.tsx";
import { api, REFRESH_MILLIS, useLoad } from "../api/client.ts";
import { useEvents } from "../api/events.ts";
import type { ProcessDetail, ProcessRow, SeriesAnswer } from "../api/fleet-types.ts";
import { CaptureButton } from "../capture/button.tsx";
import { Captures, isCapturing, WHILE_CAPTURING_MILLIS } from "../capture/list.tsx";
import { buildName, RUNTIMES } from "../fleet/columns.tsx";
import { Parts } from "../parts/amounts.tsx";
import { Problem } from "../parts/problem.tsx";
import { VerdictSentence } from "../parts/sentence.tsx";
import { CountsLine } from "../parts/verdict.tsx";
import { amend, href, type Route } from "../route.ts";
import { ago, bytes, clock, counted } from "../words/units.ts";
import { MemoryChart } from "./chart.tsx";
import type { Range } from "./chart-data.ts";
import { signOf } from "./chart-marks.ts";
import { GcChart } from "./gc.tsx";
import { Legend } from "./legend.tsx";
import { pan, RangeBar, rangeOf, useRangeKeys, zoom } from "./range.tsx";
import { reasonsOf } from "./reasons.ts";

/** One process: its memory over time, what was judged of it and why, and what it consists of. */
export function ProcessView({ id, route, mayAct }: { id: number; route: Route; mayAct: boolean }): JSX.Element {
    const [busy, setBusy] = useState(false);
    const detail = useLoad<ProcessDetail>(`/api/v1/processes/${id}`, { everyMillis: busy ? WHILE_CAPTURING_MILLIS : REFRESH_MILLIS });
    const capturing = isCapturing(detail.data?.captures ?? []);
    useEffect(() => setBusy(capturing), [capturing]);
    useEvents({
        process: (event) => event.process.id === id && detail.reload(),
        capture: (event) => event.capture.process === id && detail.reload(),
        reset: () => detail.reload(),
    });
    const of = detail.data;
    return (
        <main>
            <p class="crumbs">
                <a href="#/">Fleet</a>
                {of && (
                    <>
                        {" › "}
                        <a href={href(["service", of.process.service])}>{of.process.service}</a>
                    </>
                )}
            </p>
            <Problem error={detail.error} what="this process" />
            {of && (
                <>
                    <header class="view-head">
                        <h1>
                            {of.process.service} <span class="faint">{buildName(of.process.build)}</span>
                        </h1>
                        <CaptureButton process={id} mayAct={mayAct} />
                    </header>
                    <p class="instance">{of.process.instance}</p>
                    <VerdictSentence verdict={of.verdict} />
                    <Facts process={of.process} detail={of} />
                </>
            )}
            <Series id={id} route={route} title={of?.title ?? "process"} />
            {of && (
                <div class="columns">
                    <Why detail={of} />
                    <Parts title="What memory consists of" parts={of.parts} of={of.partsOf?.bytes ?? null} />
                    {of.alerts !== undefined && of.alerts.length > 0 && (
                        <section>
                            <h2>Alerts</h2>
                            <AlertList rows={of.alerts} />
                        </section>
                    )}
                    {of.captures !== undefined && of.captures.length > 0 && <Captures rows={of.captures} />}
                </div>
            )}
        </main>
    );
}

function Facts({ process, detail }: { process: ProcessRow; detail: ProcessDetail }): JSX.Element {
    return (
        <p class="facts">
            <span>{RUNTIMES[process.runtime]}</span>
            <span>{process.up || process.lastSeen === null ? `seen ${ago(process.lastSeen)}` : `down since ${clock(process.lastSeen)}`}</span>
            {process.memoryBytes !== null && <span>{bytes(process.memoryBytes)} resident</span>}
            {process.limit !== null && <span>limit {bytes(process.limit)}</span>}
            {detail.siblings && (
                <span>
                    <a href={href(["service", detail.siblings.service])}>
                        {counted(detail.siblings.instances, "instance", "instances")} of this service
                    </a>{" "}
                    <CountsLine counts={detail.siblings.counts} />
                </span>
            )}
        </p>
    );
}

function Why({ detail }: { detail: ProcessDetail }): JSX.Element | null {
    const { rejected } = detail.verdict;
    const because = reasonsOf(detail.verdict);
    return because.length + rejected.length === 0 ? null : (
        <section>
            <h2>Why this verdict</h2>
            <ul class="reasons">
                {because.map((reason) => (
                    <li key={reason}>{reason}</li>
                ))}
            </ul>
            {rejected.length > 0 && (
                <details>
                    <summary>Ruled out, and why ({rejected.length})</summary>
                    <ul class="reasons">
                        {rejected.map((each) => (
                            <li key={each.model}>
                                <strong>{each.model}:</strong> {each.why}
                            </li>
                        ))}
                    </ul>
                </details>
            )}
        </section>
    );
}

/** A process that was started a moment ago is watched as it grows. */
const SHORT_MILLIS = 20 * 60_000;

function isShort(answer: SeriesAnswer | null): boolean {
    return answer !== null && Date.parse(answer.to) - Date.parse(answer.from) < SHORT_MILLIS;
}

function Series({ id, route, title }: { id: number; route: Route; title: string }): JSX.Element {
    const range = rangeOf(route.query);
    const series = useLoad<SeriesAnswer>(api(`/api/v1/processes/${id}/series`, { ...range.asked(), points: 600 }), {
        everyMillis: REFRESH_MILLIS,
        keep: true,
    });
    useEvents({
        process: (event) => event.process.id === id && range.fixed === null && isShort(series.data) && series.reload(),
    });
    const hiddenText = route.query.get("hide") ?? "";
    const hidden = useMemo(() => new Set(hiddenText.split(",").filter((name) => name !== "")), [hiddenText]);
    const [cursor, setCursor] = useState<{ values: ReadonlyMap<string, number>; at: number } | null>(null);
    const show = (to: Range): void => amend({ from: to.from, to: to.to, last: null });
    const answer = series.data;
    const onKeyDown = useRangeKeys(answer, show);
    return (
        <section class="series" aria-label="Memory over time">
            <RangeBar
                range={range}
                onIn={() => answer && show(zoom(answer, 0.5))}
                onOut={() => answer && show(zoom(answer, 2))}
                onEarlier={() => answer && show(pan(answer, -0.5))}
                onLater={() => answer && show(pan(answer, 0.5))}
            />
            <Problem error={series.error} what="the series" />
            <div class="chart-box" tabIndex={0} role="group" aria-label="Chart. Left and right: earlier and later; plus and minus: closer and farther; 0: all." onKeyDown={onKeyDown}>
                {answer && (
                    <>
                        <MemoryChart
                            answer={answer}
                            hidden={hidden}
                            label={`Memory of ${title} from ${clock(answer.from)} to ${clock(answer.to)}`}
                            onSelect={show}
                            onCursor={(values, at) => setCursor(values && at !== null ? { values, at } : null)}
                        />
                        <GcChart answer={answer} hidden={hidden} />
                    </>
                )}
            </div>
            {answer && <Legend answer={answer} hidden={hidden} cursor={cursor} />}
            {answer && answer.marks.length > 0 && (
                <ul class="marks" aria-label="Events">
                    {answer.marks.map((mark) => (
                        <li key={`${mark.at}${mark.kind}${mark.text}`}>
                            <span class="sign" aria-hidden="true">
                                {signOf(mark.kind)}
                            </span>
                            <time dateTime={mark.at}>{clock(mark.at)}</time>{" "}
                            {mark.kind === "alert" && mark.id !== null ? <a href={href(["alert", mark.id])}>{mark.text}</a> : mark.text}
                        </li>
                    ))}
                </ul>
            )}
        </section>
    );
}
