import type { JSX } from "preact";
import type { Spark, VerdictName } from "../api/fleet-types.ts";
import { bytes } from "../words/units.ts";

const WIDTH = 120;
const HEIGHT = 22;

/** Lines through the points that are known; a gap breaks them. */
export function sparkPath(points: readonly (number | null)[], width: number, height: number): string {
    const step = points.length > 1 ? width / (points.length - 1) : 0;
    let path = "";
    let pen = "M";
    points.forEach((point, index) => {
        if (point === null) {
            pen = "M";
        } else {
            path += `${pen}${(index * step).toFixed(1)} ${(height - 2 - (point / 100) * (height - 4)).toFixed(1)}`;
            pen = "L";
        }
    });
    return path;
}

export function Sparkline({ spark, verdict }: { spark: Spark | null; verdict: VerdictName }): JSX.Element | null {
    if (spark === null) {
        return null;
    }
    const range = `${bytes(spark.low)} to ${bytes(spark.high)}`;
    return (
        <svg class={`spark is-${verdict}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={`memory, ${range}`}>
            <title>{range}</title>
            <path d={sparkPath(spark.points, WIDTH, HEIGHT)} fill="none" stroke="currentColor" stroke-width="1.5" vector-effect="non-scaling-stroke" />
        </svg>
    );
}
