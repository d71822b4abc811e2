package com.example.reports;

import harness.Service;

/** Builds a report of a few kilobytes, of which one line is kept. */
public final class Reports implements Service {
    @Override
    public Object handle(int number) {
        Report report = new Report(number);
        Archive.keep(report);
        return report.total();
    }
}
