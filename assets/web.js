/* What pages of the server do beyond drawing charts: the progress of a load as it goes on, and the
 * errors of a form brought before the eye. Without this script the page says how to look again. */
(function () {
  'use strict';

  var errors = document.getElementById('errors');
  if (errors)
    errors.focus();

  var job = document.querySelector('[data-events]');
  if (!job || !window.EventSource)
    return;
  var source = new EventSource(job.dataset.events);
  source.addEventListener('progress', function (event) {
    var said = JSON.parse(event.data);
    job.querySelector('[data-words]').textContent = said.words;
    if (said.done) {
      source.close();
      location.reload();
    }
  });
})();
