/** Numbers as the command line prints them: the same number reads the same in both. */

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** Three significant digits and a binary unit: `1.31 KiB`. */
export function bytes(value: number): string {
    let amount = value;
    let unit = 0;
    // 1023.5, not 1024: such a value would be printed as "1024 KiB".
    while (Math.abs(amount) >= 1023.5 && unit < UNITS.length - 1) {
        amount /= 1024;
        unit++;
    }
    return `${amountText(amount, unit)} ${UNITS[unit]}`;
}

function amountText(amount: number, unit: number): string {
    const size = Math.abs(amount);
    if (size >= 99.95 || (unit === 0 && Number.isInteger(amount))) {
        return amount.toFixed(0);
    }
    return amount.toFixed(size >= 9.995 ? 1 : 2);
}

/** `262 KiB/s`. */
export function bytesPerSecond(value: number): string {
    return `${bytes(value)}/s`;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Two units at most: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 17 min`, `5 days`. */
export function duration(seconds: number): string {
    if (seconds < 9.95 && Math.abs(seconds - Math.round(seconds)) > 0.04) {
        return `${seconds.toFixed(1)} s`;
    }
    if (seconds < MINUTE - 0.5) {
        return `${Math.round(seconds)} s`;
    }
    if (seconds >= 10 * MINUTE && seconds < HOUR - MINUTE / 2) {
        return `${Math.round(seconds / MINUTE)} min`;
    }
    if (seconds < HOUR - MINUTE / 2) {
        return two(Math.round(seconds), MINUTE, "min", "s");
    }
    if (seconds < 2 * DAY) {
        return two(Math.round(seconds / MINUTE), 60, "h", "min");
    }
    return seconds < 60 * DAY ? `${Math.round(seconds / DAY)} days` : `${Math.round(seconds / DAY / 30.44)} months`;
}

function two(small: number, inBig: number, bigUnit: string, smallUnit: string): string {
    const rest = small % inBig;
    return `${Math.floor(small / inBig)} ${bigUnit}${rest === 0 ? "" : ` ${rest} ${smallUnit}`}`;
}

/** `20,000`: the same in every locale, as the sentences of the server are. */
export function count(value: number): string {
    return Math.round(value)
        .toString()
        .replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** `1 instance`, `40 instances`. */
export function counted(value: number, one: string, many: string): string {
    return `${count(value)} ${value === 1 ? one : many}`;
}

/** `43 %`. */
export function percent(share: number): string {
    const value = share * 100;
    return `${value > 0 && value < 9.95 ? value.toFixed(1) : value.toFixed(0)} %`;
}

const pad = (value: number): string => String(value).padStart(2, "0");

/** `14:05` of today, `21 Nov 14:05` of another day; in the reader's own time zone. */
export function clock(instant: string | number | Date, now: Date = new Date()): string {
    const at = new Date(instant);
    const time = `${pad(at.getHours())}:${pad(at.getMinutes())}`;
    return at.toDateString() === now.toDateString() ? time : `${day(at)} ${time}`;
}

/** `14:05:09`. */
export function clockWithSeconds(instant: string | number | Date): string {
    const at = new Date(instant);
    return `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function day(at: Date): string {
    return `${at.getDate()} ${MONTHS[at.getMonth()] ?? ""}`;
}

/** `3 min ago`: one unit is enough for what has been. */
export function ago(instant: string | null, now: number = Date.now()): string {
    if (instant === null) {
        return "not yet";
    }
    const seconds = Math.max(0, (now - Date.parse(instant)) / 1000);
    return seconds < 1.5 ? "just now" : `${roughly(seconds)} ago`;
}

/** `3 min`, `5 h`. */
export function roughly(seconds: number): string {
    if (seconds < 1.5 * MINUTE) {
        return `${Math.round(seconds)} s`;
    }
    if (seconds < 1.5 * HOUR) {
        return `${Math.round(seconds / MINUTE)} min`;
    }
    return seconds < 2 * DAY ? `${Math.round(seconds / HOUR)} h` : duration(seconds);
}
