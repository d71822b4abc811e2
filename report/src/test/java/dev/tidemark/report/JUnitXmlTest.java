package dev.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What other tools read out of the file: Surefire's report, and a parser of XML. */
class JUnitXmlTest {
    private static final Duration TOOK = Duration.ofMillis(12_345);

    @Test
    void a_leak_is_a_failure_with_the_text_of_the_findings() throws Exception {
        ReportTestSuite suite = surefire(JUnitXml.of(Samples.failedGate(), TOOK, false));
        ReportTestCase test = suite.getTestCases().getFirst();

        assertThat(suite.getNumberOfTests()).isEqualTo(1);
        assertThat(suite.getNumberOfFailures()).isEqualTo(1);
        assertThat(suite.getTimeElapsed()).isEqualTo(12.345f);
        assertThat(test.getName()).isEqualTo("checkout.mjs");
        assertThat(test.hasFailure()).isTrue();
        assertThat(test.getFailureType()).isEqualTo("unbounded-collection");
        assertThat(test.getFailureMessage())
                .isEqualTo("leak: sessions : Map, module variable, server.js:14");
        assertThat(test.getFailureDetail())
                .contains("retained by  module server.js > sessions : Map > [*] : Session");
    }

    @Test
    void a_clean_scenario_is_a_test_that_passed() throws Exception {
        ReportTestSuite suite = surefire(JUnitXml.of(Samples.passedGate(), TOOK, true));

        assertThat(suite.getTestCases().getFirst().isSuccessful()).isTrue();
    }

    @Test
    void a_known_leak_does_not_fail_and_is_told() throws Exception {
        String xml = JUnitXml.of(Samples.passedGateWithKnownLeak(), TOOK, true);

        assertThat(surefire(xml).getTestCases().getFirst().isSuccessful()).isTrue();
        assertThat(document(xml).getElementsByTagName("system-out").item(0).getTextContent())
                .contains("known leak: sessions : Map");
    }

    @Test
    void an_undecided_scenario_is_skipped_or_fails_as_the_project_wants() throws Exception {
        ReportTestSuite skipped = surefire(JUnitXml.of(Samples.undecidedGate(), TOOK, false));
        ReportTestSuite failed = surefire(JUnitXml.of(Samples.undecidedGate(), TOOK, true));

        assertThat(skipped.getNumberOfSkipped()).isEqualTo(1);
        assertThat(skipped.getTestCases().getFirst().isSuccessful()).isFalse();
        assertThat(failed.getNumberOfFailures()).isEqualTo(1);
        assertThat(failed.getTestCases().getFirst().getFailureMessage())
                .startsWith("undecided: memory grows with the operations");
    }

    @Test
    void an_unusable_scenario_is_an_error() throws Exception {
        ReportTestSuite suite = surefire(JUnitXml.unusable("a.mjs", TOOK, "a.mjs: it threw <x>"));

        assertThat(suite.getNumberOfErrors()).isEqualTo(1);
        assertThat(suite.getTestCases().getFirst().getFailureMessage())
                .isEqualTo("a.mjs: it threw <x>");
    }

    @Test
    void the_seed_and_the_iterations_are_properties() throws Exception {
        Element suite =
                document(JUnitXml.of(Samples.failedGate(), TOOK, false)).getDocumentElement();

        assertThat(property(suite, "seed")).isEqualTo("-8812345678901");
        assertThat(property(suite, "iterations")).isEqualTo("18240");
    }

    @Test
    void nasty_names_leave_the_file_whole() throws Exception {
        String xml = JUnitXml.of(Samples.nastyGate(), TOOK, false);

        Element test = (Element) document(xml).getElementsByTagName("testcase").item(0);
        assertThat(test.getAttribute("name"))
                .isEqualTo(
                        Samples.nastyGate()
                                .scenario()
                                .replaceAll("[\0\u001b\ud800\uffff]", "\ufffd"));
        assertThat(surefire(xml).getNumberOfFailures()).isEqualTo(1);
    }

    private static String property(Element suite, String name) {
        var properties = suite.getElementsByTagName("property");
        for (int i = 0; i < properties.getLength(); i++) {
            Element property = (Element) properties.item(i);
            if (property.getAttribute("name").equals(name)) {
                return property.getAttribute("value");
            }
        }
        return "none";
    }

    private static ReportTestSuite surefire(String xml) throws Exception {
        try (InputStreamReader reader =
                new InputStreamReader(stream(xml), StandardCharsets.UTF_8)) {
            List<ReportTestSuite> suites =
                    new TestSuiteXmlParser(new NullConsoleLogger()).parse(reader);
            assertThat(suites).hasSize(1);
            return suites.getFirst();
        }
    }

    private static Document document(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(stream(xml)));
    }

    private static ByteArrayInputStream stream(String xml) {
        return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
    }
}
