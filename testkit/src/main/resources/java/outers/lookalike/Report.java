package com.example.reports;

/** Inner objects of one outer, as many as there are columns, and made again for each report. */
final class Report {
    private final int number;
    private final long[] rows = new long[200];
    final Column[] columns = new Column[40];

    Report(int number) {
        this.number = number;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Column(i);
        }
    }

    long total() {
        return columns[number % columns.length].value();
    }

    final class Column {
        private final int index;

        Column(int index) {
            this.index = index;
        }

        long value() {
            return rows[index];
        }
    }
}
