import { useState } from "preact/hooks";

export type Theme = "system" | "light" | "dark";

const KEY = "tidemark-theme";
const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

function stored(): Theme {
    try {
        const text = localStorage.getItem(KEY);
        return text === "light" || text === "dark" ? text : "system";
    } catch {
        return "system"; // storage may be forbidden
    }
}

function apply(theme: Theme): void {
    const { dataset } = document.documentElement;
    if (theme === "system") {
        delete dataset["theme"];
    } else {
        dataset["theme"] = theme;
    }
    try {
        localStorage.setItem(KEY, theme);
    } catch {
        // it holds for this visit only
    }
    dispatchEvent(new Event("themechange"));
}

/** To be called before the first drawing. */
export function startTheme(): void {
    apply(stored());
}

/** Dark or light as the system has it, or as the reader wants it; kept in this browser. */
export function useTheme(): { theme: Theme; next: () => void } {
    const [theme, setTheme] = useState<Theme>(stored);
    const next = (): void => {
        const wanted = NEXT[theme];
        setTheme(wanted);
        apply(wanted);
    };
    return { theme, next };
}

/** A colour of the style sheet as the canvas wants it. */
export function colour(name: string): string {
    const probe = document.createElement("span");
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
}
