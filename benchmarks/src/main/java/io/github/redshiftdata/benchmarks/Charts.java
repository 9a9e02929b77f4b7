package io.github.redshiftdata.benchmarks;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws figures as SVG where that was asked for. */
final class Charts {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 450;

    /** What is drawn in one colour. */
    record Series(String name, List<Double> values) {}

    private final boolean wanted;
    private final Path folder;

    /**
     * Charts in a folder.
     *
     * @param wanted without it nothing is drawn
     */
    Charts(boolean wanted, Path folder) {
        this.wanted = wanted;
        this.folder = folder;
    }

    /** Bars side by side for each category. */
    void bars(String name, String title, String unit, List<String> categories, List<Series> series) throws IOException {
        if (!wanted) {
            return;
        }
        var chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(unit)
                .build();
        chart.getStyler().setAvailableSpaceFill(0.8).setYAxisDecimalPattern("#,##0");
        series.forEach(one -> chart.addSeries(one.name(), categories, one.values()));
        save(chart, name);
    }

    /** Lines over a common axis, both axes logarithmic. */
    void lines(String name, String title, String xTitle, String yTitle, List<Double> x, List<Series> series)
            throws IOException {
        if (!wanted) {
            return;
        }
        var chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        series.forEach(one -> chart.addSeries(one.name(), x, one.values()));
        save(chart, name);
    }

    private void save(Chart<?, ?> chart, String name) throws IOException {
        chart.getStyler()
                .setLegendPosition(LegendPosition.OutsideE)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false);
        Files.createDirectories(folder);
        var file = folder.resolve(name);
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
        System.err.println("Drew " + file + ".svg");
    }
}
