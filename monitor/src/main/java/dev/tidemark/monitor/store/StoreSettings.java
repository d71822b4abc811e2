package dev.tidemark.monitor.store;

/** How a store works, apart from where it is. */
record StoreSettings(StoreLimits limits, Retention retention) {}
