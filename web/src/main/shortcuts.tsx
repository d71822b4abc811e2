import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Dialog } from "./parts/dialog.tsx";
import { go } from "./route.ts";

interface Shortcut {
    keys: string;
    what: string;
}

const EVERYWHERE: readonly Shortcut[] = [
    { keys: "?", what: "these shortcuts" },
    { keys: "/", what: "search" },
    { keys: "g f", what: "fleet" },
    { keys: "g a", what: "alerts" },
    { keys: "g s", what: "snapshots" },
    { keys: "t", what: "dark or light" },
    { keys: "Esc", what: "close, or leave a field" },
];

const TABLES: readonly Shortcut[] = [
    { keys: "↓ ↑ or j k", what: "next, previous row" },
    { keys: "→ ←", what: "fold out, fold in" },
    { keys: "Enter", what: "open the row" },
    { keys: "Page Up, Page Down, Home, End", what: "far" },
];

const CHARTS: readonly Shortcut[] = [
    { keys: "← →", what: "earlier, later" },
    { keys: "+ −", what: "closer, farther" },
    { keys: "0", what: "all of it" },
];

/** After `g` the next key says where to. */
const GOES: Record<string, string> = { f: "#/", a: "#/alerts", s: "#/snapshots" };
const SECOND_KEY_MILLIS = 1500;

function isTyping(target: EventTarget | null): boolean {
    return target instanceof HTMLElement && (target.matches("input, select, textarea") || target.isContentEditable);
}

/** Listens for the keys that work everywhere. */
export function useShortcuts(act: { help: () => void; theme: () => void }): void {
    const latest = useRef(act);
    latest.current = act;
    useEffect(() => {
        let goUntil = 0;
        const onKey = (event: KeyboardEvent): void => {
            if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
                return;
            }
            if (isTyping(event.target)) {
                if (event.key === "Escape") {
                    (event.target as HTMLElement).blur();
                }
                return;
            }
            const to = event.timeStamp < goUntil ? GOES[event.key] : undefined;
            goUntil = event.key === "g" ? event.timeStamp + SECOND_KEY_MILLIS : 0;
            if (to !== undefined) {
                go(to);
            } else if (event.key === "?") {
                latest.current.help();
            } else if (event.key === "t") {
                latest.current.theme();
            } else if (event.key === "/") {
                const box = document.querySelector<HTMLInputElement>("[data-search]");
                box?.focus();
                box?.select();
            } else {
                return;
            }
            event.preventDefault();
        };
        addEventListener("keydown", onKey);
        return () => removeEventListener("keydown", onKey);
    }, []);
}

export function ShortcutHelp({ onClose }: { onClose: () => void }): JSX.Element {
    return (
        <Dialog title="Keyboard" onClose={onClose}>
            <div class="shortcuts">
                <Group title="Everywhere" of={EVERYWHERE} />
                <Group title="In tables" of={TABLES} />
                <Group title="In charts" of={CHARTS} />
            </div>
        </Dialog>
    );
}

function Group({ title, of }: { title: string; of: readonly Shortcut[] }): JSX.Element {
    return (
        <section>
            <h3>{title}</h3>
            <dl>
                {of.map(({ keys, what }) => (
                    <div key={keys}>
                        <dt>
                            <kbd>{keys}</kbd>
                        </dt>
                        <dd>{what}</dd>
                    </div>
                ))}
            </dl>
        </section>
    );
}
