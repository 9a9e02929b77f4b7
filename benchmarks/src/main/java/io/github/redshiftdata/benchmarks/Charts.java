package io.github.redshiftdata.benchmarks;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Draws figures as SVG where that was asked for. */
final class Charts {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 420;
    private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";

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
        var data = new DefaultCategoryDataset();
        for (var one : series) {
            for (var i = 0; i < categories.size(); i++) {
                data.addValue(one.values().get(i), one.name(), categories.get(i));
            }
        }
        var chart = ChartFactory.createBarChart(title, "", unit, data);
        chart.getCategoryPlot().getDomainAxis().setMaximumCategoryLabelLines(2);
        var renderer = (BarRenderer) chart.getCategoryPlot().getRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        plain(chart.getCategoryPlot());
        chart.getCategoryPlot().setRangeGridlinePaint(Color.LIGHT_GRAY);
        save(chart, name);
    }

    /** Lines over a common axis, both axes logarithmic. */
    void lines(String name, String title, String xTitle, String yTitle, List<Double> x, List<Series> series)
            throws IOException {
        if (!wanted) {
            return;
        }
        var data = new XYSeriesCollection();
        for (var one : series) {
            var line = new XYSeries(one.name());
            for (var i = 0; i < x.size(); i++) {
                line.add(x.get(i), one.values().get(i));
            }
            data.addSeries(line);
        }
        var chart = ChartFactory.createXYLineChart(title, xTitle, yTitle, data);
        chart.getXYPlot().setDomainAxis(logarithmic(xTitle));
        chart.getXYPlot().setRangeAxis(logarithmic(yTitle));
        chart.getXYPlot().setDomainGridlinePaint(Color.LIGHT_GRAY);
        chart.getXYPlot().setRangeGridlinePaint(Color.LIGHT_GRAY);
        plain(chart.getXYPlot());
        save(chart, name);
    }

    private static LogAxis logarithmic(String title) {
        var axis = new LogAxis(title);
        axis.setTickUnit(new NumberTickUnit(1));
        axis.setNumberFormatOverride(new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        return axis;
    }

    private static void plain(Plot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
    }

    private void save(JFreeChart chart, String name) throws IOException {
        chart.setBackgroundPaint(Color.WHITE);
        var document = GenericDOMImplementation.getDOMImplementation().createDocument(SVG_NAMESPACE, "svg", null);
        var canvas = new SVGGraphics2D(document);
        canvas.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        chart.draw(canvas, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        Files.createDirectories(folder);
        var file = folder.resolve(name + ".svg");
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            canvas.stream(out, true);
        }
        System.err.println("Drew " + file);
    }
}
