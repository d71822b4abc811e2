package dev.tidemark.report;

import dev.tidemark.model.Finding;
import dev.tidemark.model.HeapPath.Step;
import dev.tidemark.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a finding is shown in the code of a project. */
final class FindingPlaces {
    /** {@code function onConfigChanged (src/app.js:40)}. */
    private static final Pattern AT = Pattern.compile("\\((\\S[^()]*):(\\d{1,9})\\)$");

    private static final Pattern MODULE = Pattern.compile("module (.+)");

    /** {@code static com.acme.Registry.byName}; of a nested class, the one around it. */
    private static final Pattern STATIC = Pattern.compile("static ([\\w.]+)(?:\\$[\\w$]+)?\\.\\w+");

    private final ProjectFiles project;
    private final @Nullable SourceLocation scenario;

    /**
     * @param scenario what was checked, as it was named: a file, or something else
     */
    FindingPlaces(ProjectFiles project, String scenario) {
        this.project = project;
        this.scenario = project.inside(new SourceLocation(scenario, 0, 0)).orElse(null);
    }

    /** A place, and whether it is in a file of the project. */
    record Place(SourceLocation location, boolean inProject) {}

    /**
     * Where a person should look first: where the things are made or registered, else where their
     * holder is declared, else the scenario. A library's code cannot be changed, so the project's
     * comes first. Null when nothing is known.
     */
    @Nullable Place primary(Finding finding) {
        return candidates(finding)
                .map(project::inside)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> Optional.ofNullable(scenario))
                .map(inside -> new Place(inside, true))
                .or(() -> candidates(finding).findFirst().map(known -> new Place(known, false)))
                .orElse(null);
    }

    /** What is known of where the things are made and where their holder is, the surest first. */
    private static Stream<SourceLocation> candidates(Finding finding) {
        Finding.AllocationSite site = finding.allocationSite();
        Stream<@Nullable SourceLocation> told =
                Stream.of(site == null ? null : site.location(), finding.holder().source());
        Stream<SourceLocation> steps =
                finding.holder().path().steps().stream()
                        .map(FindingPlaces::told)
                        .flatMap(Optional::stream);
        return Stream.concat(told.filter(Objects::nonNull).map(Objects::requireNonNull), steps)
                .filter(place -> !place.file().isEmpty());
    }

    /**
     * For each step of the path to the holder, where it is; a step that tells no place has that of
     * the one before, and the first ones that of the finding.
     */
    List<@Nullable Place> ofSteps(Finding finding, @Nullable Place primary) {
        List<@Nullable Place> places = new ArrayList<>();
        @Nullable Place place = primary;
        for (Step step : finding.holder().path().steps()) {
            Optional<SourceLocation> inside = told(step).flatMap(project::inside);
            if (inside.isPresent()) {
                place = new Place(inside.get(), true);
            }
            places.add(place);
        }
        return places;
    }

    Place of(SourceLocation location) {
        return project.inside(location)
                .map(inside -> new Place(inside, true))
                .orElse(new Place(location, false));
    }

    /** The place that the words of a step tell. */
    private static Optional<SourceLocation> told(Step step) {
        Matcher at = AT.matcher(step.toString());
        if (at.find()) {
            return Optional.of(new SourceLocation(at.group(1), Integer.parseInt(at.group(2)), 0));
        }
        Matcher module = MODULE.matcher(step.name());
        if (module.matches()) {
            return Optional.of(new SourceLocation(module.group(1), 0, 0));
        }
        Matcher field = STATIC.matcher(step.name());
        return field.matches()
                ? Optional.of(new SourceLocation(field.group(1).replace('.', '/') + ".java", 0, 0))
                : Optional.empty();
    }
}
