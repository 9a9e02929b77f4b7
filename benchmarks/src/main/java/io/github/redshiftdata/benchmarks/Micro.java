package io.github.redshiftdata.benchmarks;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** The micro-benchmarks, by JMH, with the arguments of JMH. */
final class Micro {

    private Micro() {}

    static void run(String... arguments) throws Exception {
        var options = new CommandLineOptions(arguments);
        if (options.shouldHelp()) {
            options.showHelp();
            return;
        }
        var report = new Report("jmh", "benchmark", "parameters", "score", "± (99.9 %)", "unit");
        for (var result : new Runner(options).run()) {
            var score = result.getPrimaryResult();
            var parameters = result.getParams();
            var values = parameters.getParamsKeys().stream()
                    .map(key -> key + "=" + parameters.getParam(key))
                    .toList();
            report.row(
                    score.getLabel(),
                    String.join(" ", values),
                    score.getScore(),
                    Double.isNaN(score.getScoreError()) ? "" : Report.number(score.getScoreError()),
                    score.getScoreUnit());
            report.result(
                    String.join("_", score.getLabel(), String.join("_", values)).replace('=', '-'), score.getScore());
        }
        report.print();
    }
}
