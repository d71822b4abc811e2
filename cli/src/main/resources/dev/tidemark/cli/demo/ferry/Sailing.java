package ferry;

/** One ship on one route. */
record Sailing(String route, String ship, int departsAtMinute, int baseCents) {}
