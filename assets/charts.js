/* Draws the charts of a page. Each figure.chart holds its specification as JSON; the configuration
 * that all share is in script.chart-config. Without this script only the drawings are missing. */
(function () {
  'use strict';

  var SMALL = 240; // the least width of a small multiple

  function read(script) {
    return JSON.parse(script.textContent);
  }

  // Fits a specification to the width that there is: names beside a chart take a part of it, small
  // multiples stand side by side as far as there is room, a map keeps its shape.
  function fit(spec, width) {
    var config = JSON.parse(JSON.stringify(shared));
    config.axis.labelLimit = Math.max(130, Math.round(width * 0.34));
    config.legend.columns = width < 480 ? 2 : 3;
    if (spec.facet) {
      var columns = Math.max(1, Math.min(3, Math.floor(width / SMALL)));
      spec.columns = columns;
      spec.spec.width = Math.floor(width / columns) - (columns > 1 ? 56 : 70);
    }
    if (spec.usermeta && spec.usermeta.aspect)
      spec.height = Math.round(Math.min(560, Math.max(180, width * spec.usermeta.aspect)));
    return config;
  }

  function draw(figure) {
    var box = figure.querySelector('.drawing');
    var width = box.clientWidth;
    if (width === 0)
      return Promise.resolve();
    var spec = read(figure.querySelector('script.chart-spec'));
    var config = fit(spec, width);
    figure.dataset.width = width;
    if (figure.view)
      figure.view.finalize();
    return vegaEmbed(box, spec, {
      mode: 'vega-lite', renderer: 'svg', ast: true, actions: false, config: config,
      defaultStyle: false, tooltip: {disableDefaultStyle: true},
      // The page is whole: a chart that asks for more is a mistake.
      loader: {load: function () { return Promise.reject(new Error('no outside request')); }}
    }).then(function (result) {
      figure.view = result.view;
      figure.classList.add('drawn');
    }).catch(function (error) {
      box.textContent = box.dataset.failed;
      console.error(error);
    });
  }

  function drawAll(figures) {
    return figures.reduce(function (before, figure) {
      return before.then(function () { return draw(figure); });
    }, Promise.resolve());
  }

  var script = document.querySelector('script.chart-config');
  var shared = script ? read(script) : {};
  var figures = Array.prototype.slice.call(document.querySelectorAll('figure.chart'))
    .filter(function (figure) { return figure.querySelector('script.chart-spec') !== null; });
  // The room that words need is measured, so their type must be there first.
  var type = document.fonts ? Promise.all([document.fonts.load('13px "Public Sans"'),
    document.fonts.load('bold 13px "Public Sans"')]) : Promise.resolve();
  type.catch(function () {}).then(function () { return drawAll(figures); })
    .then(function () { document.documentElement.dataset.charts = 'drawn'; });

  var waiting;
  window.addEventListener('resize', function () {
    clearTimeout(waiting);
    waiting = setTimeout(function () {
      drawAll(figures.filter(function (figure) {
        return figure.querySelector('.drawing').clientWidth !== Number(figure.dataset.width);
      }));
    }, 200);
  });

  // Paper has nothing to click on: what is folded is opened to be printed, then folded again.
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('details:not([open])').forEach(function (folded) {
      folded.open = true;
      folded.dataset.folded = 'yes';
    });
  });
  window.addEventListener('afterprint', function () {
    document.querySelectorAll('details[data-folded]').forEach(function (folded) {
      folded.open = false;
      delete folded.dataset.folded;
    });
  });
})();
