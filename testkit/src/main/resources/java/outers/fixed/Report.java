package com.example.reports;

final class Report {
    private final int number;
    private final long[] rows = new long[200];

    Report(int number) {
        this.number = number;
        rows[number % rows.length] = number;
    }

    long total() {
        return rows[0] + number;
    }

    Summary summary() {
        return new Summary("report " + number, total());
    }

    static final class Summary {
        final String line;
        final long total;

        Summary(String line, long total) {
            this.line = line;
            this.total = total;
        }

        String withTotal() {
            return line + ": " + total;
        }
    }
}
