# SPDX-License-Identifier: MIT
"""An empty window: what Keyready's packaged program is measured against."""

from PySide6.QtWidgets import QApplication, QWidget

application = QApplication([])
window = QWidget()
window.resize(960, 680)
window.show()
application.exec()
