import type { TableSort } from "../parts/table.tsx";
import { amend } from "../route.ts";
import type { Filter } from "./filter.ts";

/** How the fleet's tables are sorted, kept in the address. */
export function sortOf(filter: Filter): TableSort {
    return {
        by: filter.sort,
        order: filter.order ?? "desc",
        change: (sort, order) => amend(sort === "worst" && order === "desc" ? { sort: null, order: null } : { sort, order }),
    };
}
