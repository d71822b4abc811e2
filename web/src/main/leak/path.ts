/** The steps of a heap path: `module a.js > sessions : Map > [*]` has three. A `>` within brackets is no border. */
export function pathSteps(path: string): string[] {
    const steps: string[] = [];
    let begin = 0;
    let depth = 0;
    let quoted = false;
    for (let i = 0; i < path.length; i++) {
        const sign = path[i]!;
        if (sign === '"') {
            quoted = !quoted;
        } else if (!quoted && "([{".includes(sign)) {
            depth++;
        } else if (!quoted && ")]}".includes(sign)) {
            depth--;
        } else if (!quoted && depth === 0 && path.startsWith(" > ", i)) {
            steps.push(path.slice(begin, i));
            begin = i + 3;
        }
    }
    steps.push(path.slice(begin));
    return steps;
}
