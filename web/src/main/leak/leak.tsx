import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { StateBadge } from "../alerts/list.tsx";
import { SilenceDialog } from "../alerts/silences.tsx";
import { REFRESH_MILLIS, useLoad } from "../api/client.ts";
import { useEvents } from "../api/events.ts";
import type { AlertDetail, Delivery } from "../api/fleet-types.ts";
import { CaptureButton } from "../capture/button.tsx";
import { isCapturing, WHILE_CAPTURING_MILLIS } from "../capture/list.tsx";
import { buildName, LimitCell, MemoryCell, RateCell } from "../fleet/columns.tsx";
import { Nothing } from "../parts/nothing.tsx";
import { Problem } from "../parts/problem.tsx";
import { VerdictSentence } from "../parts/sentence.tsx";
import { Sparkline } from "../parts/spark.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { VerdictBadge } from "../parts/verdict.tsx";
import { go, href } from "../route.ts";
import { clock, counted, duration } from "../words/units.ts";
import type { ProcessRow } from "../api/fleet-types.ts";
import { AcknowledgeButton, acknowledgedText } from "./acknowledge.tsx";
import { EvidenceList } from "./evidence.tsx";
import { FindingView, HeapPath, NotLeaks } from "./finding.tsx";
import { FlameGraph } from "./flame.tsx";

/** One alert: what leaks and why we say so, how to mend it, and who was told. */
export function LeakView({ id, mayAct, user }: { id: string; mayAct: boolean; user: string | null }): JSX.Element {
    const [busy, setBusy] = useState(false);
    const detail = useLoad<AlertDetail>(`/api/v1/alerts/${encodeURIComponent(id)}`, {
        everyMillis: busy ? WHILE_CAPTURING_MILLIS : REFRESH_MILLIS,
    });
    const capturing = isCapturing(detail.data?.captures ?? []);
    useEffect(() => setBusy(capturing), [capturing]);
    const [silencing, setSilencing] = useState(false);
    useEvents({
        alert: (event) => event.alert.id === id && detail.reload(),
        capture: (event) => event.capture.alert === id && detail.reload(),
        reset: () => detail.reload(),
    });
    const of = detail.data;
    return (
        <main>
            <p class="crumbs">
                <a href="#/alerts">Alerts</a>
                {of && (
                    <>
                        {" › "}
                        <a href={href(["service", of.alert.service])}>{of.alert.service}</a>
                    </>
                )}
            </p>
            <Problem error={detail.error} what="this alert" />
            {of && (
                <>
                    <Head of={of} onSilence={() => setSilencing(true)} mayAct={mayAct}>
                        <AcknowledgeButton alert={of.alert} user={user} mayAct={mayAct} onDone={detail.reload} />
                    </Head>
                    {of.finding !== null ? (
                        <FindingView finding={of.finding} />
                    ) : (
                        <Nothing>
                            {of.alert.rule === "leak"
                                ? capturing
                                    ? "What holds the memory is being looked for."
                                    : "What holds the memory is not known yet: a capture will tell."
                                : "This alert is about the limit, whatever the cause."}
                        </Nothing>
                    )}
                    {of.flame !== null && <FlameGraph flame={of.flame} />}
                    <NotLeaks rows={of.notLeaks} />
                    <EvidenceList captures={of.captures} rows={of.evidence} />
                    <Instances rows={of.instances} />
                    <div class="columns">
                        <Deliveries rows={of.deliveries} />
                        <History of={of} />
                    </div>
                    {silencing && (
                        <SilenceDialog
                            scope={{ service: of.alert.service, build: of.alert.build === "" ? null : of.alert.build, subject: of.alert.subject }}
                            onClose={() => setSilencing(false)}
                            onDone={detail.reload}
                        />
                    )}
                </>
            )}
        </main>
    );
}

function Head(props: { of: AlertDetail; mayAct: boolean; onSilence: () => void; children: ComponentChildren }): JSX.Element {
    const { of, mayAct, onSilence } = props;
    const { alert } = of;
    const acknowledged = acknowledgedText(alert);
    return (
        <>
            <header class="view-head">
                <h1>
                    <StateBadge state={alert.state} /> {alert.service} <span class="faint">{buildName(alert.build)}</span>
                </h1>
                <div class="buttons">
                    {props.children}
                    <button type="button" disabled={!mayAct || alert.state === "resolved"} onClick={onSilence}>
                        {alert.silenced === null ? "Silence …" : "Silence longer …"}
                    </button>
                    {alert.worst !== null && <CaptureButton process={alert.worst} mayAct={mayAct} />}
                </div>
            </header>
            {of.finding === null && <HeapPath path={alert.subject} />}
            <p>{alert.summary}</p>
            {of.verdict && <VerdictSentence verdict={of.verdict} />}
            <p class="facts">
                {acknowledged !== null && <span class="tag">{acknowledged}</span>}
                <span>since {clock(alert.since)}</span>
                <span>{counted(alert.instances, "instance", "instances")}</span>
                {alert.timeToLimit !== null && <span>first limit in {duration(alert.timeToLimit)}</span>}
                {alert.silenced !== null && <span class="tag">silenced</span>}
            </p>
        </>
    );
}

const COLUMNS: readonly Column<ProcessRow>[] = [
    { id: "verdict", title: "Verdict", cell: (row) => <VerdictBadge verdict={row.verdict} /> },
    {
        id: "name",
        title: "Instance",
        cell: (row) => (
            <a href={href(["process", row.id])} tabIndex={-1}>
                {row.instance}
            </a>
        ),
    },
    { id: "spark", title: "Last day", wide: true, cell: (row) => <Sparkline spark={row.spark} verdict={row.verdict} /> },
    { id: "rate", title: "Growth", number: true, cell: (row) => <RateCell rate={row.bytesPerSecond} verdict={row.verdict} /> },
    { id: "limit", title: "Limit", number: true, cell: (row) => <LimitCell seconds={row.timeToLimit} /> },
    { id: "memory", title: "Memory", number: true, wide: true, cell: (row) => <MemoryCell value={row.memoryBytes} /> },
];

function Instances({ rows }: { rows: readonly ProcessRow[] }): JSX.Element | null {
    return rows.length === 0 ? null : (
        <section>
            <h2>Instances</h2>
            <Table
                label="Instances"
                layout="few-instances"
                columns={COLUMNS}
                total={rows.length}
                row={(index) => rows[index]}
                onOpen={(row) => go(href(["process", row.id]))}
                narrowRowHeight={56}
            />
        </section>
    );
}

const DELIVERY_SIGNS: Record<Delivery["state"], string> = { delivered: "✓", waiting: "…", failed: "×" };

function Deliveries({ rows }: { rows: readonly Delivery[] }): JSX.Element {
    return (
        <section>
            <h2>Who was told</h2>
            {rows.length === 0 && <p class="sub">Nobody: no receiver is set.</p>}
            <ul class="list">
                {rows.map((row) => (
                    <li key={`${row.at}${row.to}`}>
                        <span>
                            <span aria-hidden="true">{DELIVERY_SIGNS[row.state]}</span> <strong>{row.to}</strong> <span class="faint">{row.kind}</span>{" "}
                            <span class={`tag ${row.state === "failed" ? "warn" : ""}`}>{row.state}</span>
                            {row.error !== null && (
                                <>
                                    <br />
                                    <span class="sub">{row.error}</span>
                                </>
                            )}
                        </span>
                        <span class="sub">
                            {clock(row.at)}
                            {row.attempts > 1 && `, ${row.attempts} attempts`}
                        </span>
                    </li>
                ))}
            </ul>
        </section>
    );
}

function History({ of }: { of: AlertDetail }): JSX.Element {
    const { acknowledgedBy, acknowledgedAt } = of.alert;
    return (
        <section>
            <h2>History</h2>
            <ul class="list">
                {of.history.map((each) => (
                    <li key={`${each.at}${each.state}`}>
                        <StateBadge state={each.state} />
                        <time class="sub" dateTime={each.at}>
                            {clock(each.at)}
                        </time>
                    </li>
                ))}
                {acknowledgedBy !== null && (
                    <li>
                        <span>acknowledged by {acknowledgedBy}</span>
                        <time class="sub">{acknowledgedAt !== null && clock(acknowledgedAt)}</time>
                    </li>
                )}
            </ul>
        </section>
    );
}
