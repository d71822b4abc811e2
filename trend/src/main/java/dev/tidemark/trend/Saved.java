package dev.tidemark.trend;

import dev.tidemark.model.TrendVerdict.RejectedModel;
import dev.tidemark.trend.LifeJudge.Judged;
import dev.tidemark.trend.SeriesOpinion.Interval;
import dev.tidemark.trend.SeriesOpinion.Kind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How what a detector knows is written down and read again. */
final class Saved {
    private Saved() {}

    static void writeDoubles(DataOutput to, double... values) throws IOException {
        for (double value : values) {
            to.writeDouble(value);
        }
    }

    static void writeJudged(DataOutput to, List<Judged> all) throws IOException {
        to.writeByte(all.size());
        for (Judged judged : all) {
            SeriesOpinion opinion = judged.opinion();
            to.writeUTF(judged.track().name());
            to.writeUTF(opinion.kind().name());
            writeDoubles(
                    to,
                    opinion.onset(),
                    opinion.end(),
                    opinion.rise(),
                    opinion.slope(),
                    opinion.slopes().low(),
                    opinion.slopes().high(),
                    opinion.onsets().low(),
                    opinion.onsets().high(),
                    opinion.needed());
            to.writeUTF(opinion.because());
            to.writeByte(opinion.rejected().size());
            for (RejectedModel rejected : opinion.rejected()) {
                to.writeUTF(rejected.model());
                to.writeUTF(rejected.why());
            }
        }
    }

    static List<Judged> readJudged(DataInput from) throws IOException {
        List<Judged> all = new ArrayList<>();
        int count = from.readByte();
        for (int i = 0; i < count; i++) {
            Track track = Track.valueOf(from.readUTF());
            all.add(new Judged(track, readOpinion(from)));
        }
        return all;
    }

    private static SeriesOpinion readOpinion(DataInput from) throws IOException {
        Kind kind = Kind.valueOf(from.readUTF());
        double onset = from.readDouble();
        double end = from.readDouble();
        double rise = from.readDouble();
        double slope = from.readDouble();
        Interval slopes = new Interval(from.readDouble(), from.readDouble());
        Interval onsets = new Interval(from.readDouble(), from.readDouble());
        double needed = from.readDouble();
        String because = from.readUTF();
        List<RejectedModel> rejected = new ArrayList<>();
        int count = from.readByte();
        for (int i = 0; i < count; i++) {
            rejected.add(new RejectedModel(from.readUTF(), from.readUTF()));
        }
        return new SeriesOpinion(
                kind, onset, end, rise, slope, slopes, onsets, because, rejected, needed);
    }
}
