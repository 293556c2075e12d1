"""The elements and actions of Adaptive Cards with their fields, as https://adaptivecards.io/explorer documents them.

For each: its fields, those it needs marked with !, and the version it came with.
"""

VERSIONS = ("1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6")
COMMON = "type id isVisible separator spacing height fallback requires targetWidth"
_BLOCK = "style verticalContentAlignment bleed backgroundImage minHeight rtl selectAction"
_INPUT = "label isRequired errorMessage value"
ELEMENTS: dict[str, tuple[str, str]] = {
    "TextBlock": ("text! color fontType horizontalAlignment isSubtle maxLines size weight wrap style", "1.0"),
    "Image": ("url! altText backgroundColor horizontalAlignment selectAction size style width msteams", "1.0"),
    "Media": ("sources! poster altText captionSources", "1.1"),
    "RichTextBlock": ("inlines! horizontalAlignment", "1.2"),
    "Container": (f"items! {_BLOCK}", "1.0"),
    "ColumnSet": (f"columns {_BLOCK} horizontalAlignment", "1.0"),
    "Column": (f"items {_BLOCK} width", "1.0"),
    "FactSet": ("facts!", "1.0"),
    "ImageSet": ("images! imageSize", "1.0"),
    "ActionSet": ("actions!", "1.2"),
    "Table": (
        "columns rows firstRowAsHeader showGridLines gridStyle horizontalCellContentAlignment"
        " verticalCellContentAlignment",
        "1.5",
    ),
    "TableRow": ("cells style horizontalCellContentAlignment verticalCellContentAlignment", "1.5"),
    "TableCell": (f"items! {_BLOCK}", "1.5"),
    "TextRun": (
        "text! color fontType highlight isSubtle italic selectAction size strikethrough underline weight",
        "1.2",
    ),
    "Input.Text": (f"{_INPUT} isMultiline maxLength placeholder regex style inlineAction", "1.0"),
    "Input.Number": (f"{_INPUT} min max placeholder", "1.0"),
    "Input.Date": (f"{_INPUT} min max placeholder", "1.0"),
    "Input.Time": (f"{_INPUT} min max placeholder", "1.0"),
    "Input.Toggle": (f"title! {_INPUT} valueOff valueOn wrap", "1.0"),
    "Input.ChoiceSet": (f"{_INPUT} choices choices.data isMultiSelect style placeholder wrap", "1.0"),
}
ACTION = "type id title iconUrl style fallback tooltip isEnabled mode requires"
ACTIONS: dict[str, tuple[str, str]] = {
    "Action.OpenUrl": ("url!", "1.0"),
    "Action.Submit": ("data associatedInputs", "1.0"),
    "Action.ShowCard": ("card!", "1.0"),
    "Action.ToggleVisibility": ("targetElements!", "1.2"),
    "Action.Execute": ("verb data associatedInputs", "1.4"),
}
CARD = frozenset(
    "type $schema version body actions refresh authentication fallbackText backgroundImage minHeight rtl speak lang"
    " verticalContentAlignment selectAction msteams metadata".split()
)
CHOICES: dict[str, frozenset[str]] = {
    "color": frozenset({"default", "dark", "light", "accent", "good", "warning", "attention"}),
    "fontType": frozenset({"default", "monospace"}),
    "weight": frozenset({"default", "lighter", "bolder"}),
    "spacing": frozenset({"default", "none", "small", "medium", "large", "extralarge", "padding"}),
    "horizontalAlignment": frozenset({"left", "center", "right"}),
}
