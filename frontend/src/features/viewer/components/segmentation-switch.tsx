import { useTranslation } from "react-i18next";

import { Switch } from "@/components/ui/switch";

interface SegmentationSwitchProps {
  on: boolean;
  available: boolean;
  onChange: (on: boolean) => void;
}

export function SegmentationSwitch({ on, available, onChange }: SegmentationSwitchProps) {
  const { t } = useTranslation();
  return <Switch label={t("viewer.segmentation")} on={on && available} disabled={!available} onChange={onChange} />;
}
