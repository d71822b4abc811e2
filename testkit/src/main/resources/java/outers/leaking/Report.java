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
        return new Summary();
    }

    final class Summary {
        final String line = "report " + number;

        /** Asked for by nobody so far. */
        String withTotal() {
            return line + ": " + total();
        }
    }
}
