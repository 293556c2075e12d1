"""Presidio's analyzer, with a language engine that needs no model unless the admin names one."""

from pathlib import Path
from typing import Any

from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngine, NlpEngineProvider

from adapters.presidio.offline import stay_silent
from adapters.presidio.options import Options
from adapters.presidio.recognizers import registry
from adapters.presidio.words import WordsEngine
from core.errors import OperatorError

# Of what a model finds: dates, sums and works of art are what a summary is about.
MODEL_ENTITIES = frozenset({"PERSON", "LOCATION", "NRP"})


def build(options: Options = Options()) -> AnalyzerEngine:
    """The analyzer. Errors: `OperatorError` where a file or a model is missing or broken."""
    stay_silent()
    made = registry(options.languages, options.recognizers)
    engine: NlpEngine = WordsEngine(options.languages)
    if options.model:
        engine = _model(options.model, options.languages)
        made.add_nlp_recognizer(engine)
    return AnalyzerEngine(registry=made, nlp_engine=engine, supported_languages=list(options.languages))


def _model(model: str, languages: tuple[str, ...]) -> NlpEngine:
    if model.endswith((".yaml", ".yml")):
        return _created(model, conf_file=model)
    _need_installed(model)
    models = [{"lang_code": language, "model_name": model} for language in languages]
    return _created(model, nlp_configuration={"nlp_engine_name": "spacy", "models": models})


def _need_installed(model: str) -> None:
    """Presidio would download what is missing."""
    import spacy

    if not (spacy.util.is_package(model) or Path(model).exists()):
        raise OperatorError(f"{model}: no such spaCy model; install it, or name the folder it is in")


def _created(model: str, **configuration: Any) -> NlpEngine:
    try:
        return NlpEngineProvider(**configuration).create_engine()
    except Exception as error:  # each engine has its own
        raise OperatorError(f"{model}: the language model cannot be loaded ({error})") from error
