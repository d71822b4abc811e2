package dev.tidemark.monitor.store;

/** What is in memory of the store, shared by those who add to it and the one who writes it. */
record Live(Recent recent, Processes processes, Detectors detectors, KeptDocuments documents) {}
