import { useEffect, useState } from "preact/hooks";

/** The width of an element, also after the window has changed. */
export function useWidth(box: { current: HTMLElement | null }): number {
    const [width, setWidth] = useState(0);
    useEffect(() => {
        if (box.current === null) {
            return;
        }
        const observer = new ResizeObserver((entries) => setWidth(Math.floor(entries[0]?.contentRect.width ?? 0)));
        observer.observe(box.current);
        return () => observer.disconnect();
    }, []);
    return width;
}
