package com.example.reports;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** The last lines and charts, none with its report. */
final class Archive {
    private static final int MOST = 100;
    private static final Deque<Report.Summary> LINES = new ArrayDeque<>();
    private static final Deque<Supplier<String>> CHARTS = new ArrayDeque<>();

    private Archive() {}

    static synchronized void keep(Report report) {
        LINES.add(report.summary());
        long total = report.total();
        CHARTS.add(() -> "chart " + total);
        if (LINES.size() > MOST) {
            LINES.remove();
            CHARTS.remove();
        }
    }
}
