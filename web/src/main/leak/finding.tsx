import type { JSX } from "preact";
import type { Finding, NotLeak } from "../api/fleet-types.ts";
import { bytes, count, percent } from "../words/units.ts";
import { pathSteps } from "./path.ts";

/** A leak with its name: where it is held, what speaks for and against it, and how to mend it. */
export function FindingView({ finding }: { finding: Finding }): JSX.Element {
    const { accumulates, growth, holder, fix } = finding;
    return (
        <article class="finding">
            <h2>
                {finding.title} <span class={`tag ${finding.confidence}`}>{finding.confidence}</span>
            </h2>
            <HeapPath path={holder.path} />
            {holder.source !== null && <p class="sub">{placeText(holder.source.file, holder.source.line)}</p>}
            <dl class="numbers">
                <div>
                    <dt>holds</dt>
                    <dd>{accumulates.type}</dd>
                </div>
                <div>
                    <dt>how many</dt>
                    <dd>{accumulates.counts.map(count).join(" → ")}</dd>
                </div>
                <div>
                    <dt>each retains</dt>
                    <dd>{bytes(accumulates.retainedBytesEach)}</dd>
                </div>
                <div>
                    <dt>grows by</dt>
                    <dd>{growthText(finding)}</dd>
                </div>
                <div>
                    <dt>share of all growth</dt>
                    <dd>{percent(growth.share)}</dd>
                </div>
                {finding.allocationSite !== null && (
                    <div>
                        <dt>created in</dt>
                        <dd>
                            {finding.allocationSite.function} {placeText(finding.allocationSite.file, finding.allocationSite.line)}
                        </dd>
                    </div>
                )}
            </dl>
            <div class="columns">
                <Evidence title="For" sign="+" lines={finding.for} />
                <Evidence title="Against" sign="−" lines={finding.against} />
            </div>
            <section class="fix">
                <h3>Fix</h3>
                <p>{fix.text}</p>
                <div class="columns">
                    {fix.before !== null && <Code title="Before" code={fix.before} />}
                    {fix.code !== null && <Code title="After" code={fix.code} />}
                </div>
                {fix.trap !== null && (
                    <p class="trap">
                        <strong>Not a fix:</strong> {fix.trap}
                    </p>
                )}
                {fix.verify !== null && (
                    <p>
                        <strong>To verify:</strong> {fix.verify}
                    </p>
                )}
            </section>
        </article>
    );
}

function growthText({ growth }: Finding): string {
    return growth.bytesPerOperation === undefined
        ? `${bytes(growth.bytesPerStep)} per step`
        : `${bytes(growth.bytesPerOperation)} per operation`;
}

const placeText = (file: string, line: number): string => (line > 0 ? `${file}:${line}` : file);

/** A path step by step, from the root down. */
export function HeapPath({ path }: { path: string }): JSX.Element {
    return (
        <ol class="path" aria-label="Path from the root">
            {pathSteps(path).map((step, index) => (
                <li key={index}>
                    <code>{step}</code>
                </li>
            ))}
        </ol>
    );
}

function Evidence({ title, sign, lines }: { title: string; sign: string; lines: readonly string[] }): JSX.Element | null {
    return lines.length === 0 ? null : (
        <section>
            <h3>{title}</h3>
            <ul class="evidence">
                {lines.map((line) => (
                    <li key={line}>
                        <span class="sign" aria-hidden="true">
                            {sign}
                        </span>
                        {line}
                    </li>
                ))}
            </ul>
        </section>
    );
}

function Code({ title, code }: { title: string; code: string }): JSX.Element {
    return (
        <figure class="code">
            <figcaption>{title}</figcaption>
            <pre tabIndex={0}>
                <code>{code}</code>
            </pre>
        </figure>
    );
}

/** What grew, too, and is none: so that nobody looks into it again. */
export function NotLeaks({ rows }: { rows: readonly NotLeak[] }): JSX.Element | null {
    return rows.length === 0 ? null : (
        <details>
            <summary>Looked at, and no leak ({rows.length})</summary>
            <ul class="reasons">
                {rows.map((row) => (
                    <li key={row.path}>
                        <code>{row.path}</code>: {row.why}
                    </li>
                ))}
            </ul>
        </details>
    );
}
