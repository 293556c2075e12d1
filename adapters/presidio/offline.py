"""Nothing here speaks to the network, and nothing writes what people wrote into a log."""

import logging

import tldextract

_LOGS_TEXTS = ("presidio-analyzer", "presidio_analyzer", "decision_process", "tldextract")


def stay_silent() -> None:
    """Before the first analysis of a process.

    The e-mail recognizer would fetch the list of public suffixes; the snapshot that tldextract ships does. Presidio
    logs the numbers that fail their check.
    """
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    for name in _LOGS_TEXTS:
        logging.getLogger(name).disabled = True
